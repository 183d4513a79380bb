package dev.writ.cli.demo;

import dev.writ.cli.Home;

/** The steps in their order. */
final class Demo {
    private final Home home;
    private final DemoFolder folder;
    private final Board board;

    Demo(Home home, DemoFolder folder, Board board) {
        this.home = home;
        this.folder = folder;
        this.board = board;
    }

    void run() {
        var ledger = new LedgerScene(home, folder, board);
        Promoted promoted;
        try (DemoService service = DemoService.start(home, folder)) {
            board.say("service at " + service.uri() + ", data in " + folder.data());
            People people = People.register(service);
            ledger.noteKeys(people.auditor());
            new AccessScene(home, people, board).play();
            promoted = new PromotionScene(home, people, board).play();
            ledger.exportAndVerify(service, people.auditor(), promoted);
        }
        ledger.tamperAndVerify(promoted);
        board.finish();
    }
}
