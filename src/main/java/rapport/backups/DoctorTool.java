package rapport.backups;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Tool;

/** {@code rapport doctor}. */
record DoctorTool(Doctor doctor) implements Tool {

    @Override
    public Callable<Integer> command(Console console) {
        return new Look(doctor, console);
    }

    @Command(
            name = "doctor",
            description = {
                "Look at keys, files, tables, disk and clock, and say what is wrong.",
                "Nothing is changed. Answers with 1 if something is wrong."
            })
    private static final class Look implements Callable<Integer> {

        private final Doctor doctor;
        private final Console console;

        Look(Doctor doctor, Console console) {
            this.doctor = doctor;
            this.console = console;
        }

        @Override
        public Integer call() {
            var findings = new ArrayList<>(doctor.lookAtData(console));
            findings.addAll(doctor.lookAround());
            findings.forEach(finding -> finding.say(console));
            var wrong = findings.stream().filter(Finding::isWrong).count();
            console.say(
                    wrong == 0
                            ? "Nothing is wrong."
                            : wrong == 1 ? "One thing is wrong." : wrong + " things are wrong.");
            return wrong == 0 ? Exit.WELL : Exit.WRONG;
        }
    }
}
