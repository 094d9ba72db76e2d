package rapport.journeys;

/** Whether a browser runs scripts. Whatever can be done with them can be done without. */
enum Scripts {
    WITH_SCRIPTS,
    WITHOUT_SCRIPTS
}
