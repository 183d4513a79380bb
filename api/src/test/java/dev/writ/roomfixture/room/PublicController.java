package dev.writ.roomfixture.room;

import dev.writ.roomfixture.schema.GeneratedTable;
import org.springframework.web.bind.annotation.RestController;

/** Breaks three rules: it is public, it sees a generated class, and it is injected through a field. */
@RestController
public class PublicController {
    @org.springframework.beans.factory.annotation.Autowired
    private GeneratedTable table = new GeneratedTable();

    public String name() {
        return table.name();
    }
}
