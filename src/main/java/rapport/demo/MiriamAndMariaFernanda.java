package rapport.demo;

/** Just begun: nobody has promised anything yet. */
final class MiriamAndMariaFernanda {

    private MiriamAndMariaFernanda() {}

    static void tell(Story story) {
        story.between(Cast.MIRIAM, Cast.MARIA_FERNANDA, story.at())
                .every(1, 3, 11, 30)
                .begin(0, 1, 2)
                .join();
    }
}
