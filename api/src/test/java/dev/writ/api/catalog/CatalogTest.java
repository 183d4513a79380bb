package dev.writ.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code PUT /api/v1/datasets/{id}}. */
@ExtendWith(SharedService.class)
@Tag("database")
class CatalogTest {
    private final People people;

    CatalogTest(People people) {
        this.people = people;
    }

    @Test
    void aDataSetIsRegisteredInVersions() {
        var first = people.steward()
                .put("/api/v1/datasets/cat-a", "{\"classification\":\"public\",\"purposes\":[\"research\"]}")
                .expect(200);
        assertThat(first.number("version")).isEqualTo(1);
        var second = people.steward()
                .put("/api/v1/datasets/cat-a", "{\"classification\":\"restricted\",\"region\":\"eu\"}")
                .expect(200);
        assertThat(second.number("version")).isEqualTo(2);
        assertThat(second.text("digest")).isNotEqualTo(first.text("digest"));
        assertThat(classificationSeenByTheRules("cat-a")).isEqualTo("restricted");
    }

    @Test
    void whatIsNotSaidCountsAsPersonal() {
        people.steward()
                .put("/api/v1/datasets/cat-b", "{\"id\":\"cat-b\",\"classification\":\"internal\"}")
                .expect(200);
        String id = ask("cat-b");
        assertThat(people.auditor().get("/api/v1/decisions/" + id).at("payload", "facts", "dataset", "personal_data"))
                .hasToString("Bool[value=true]");
    }

    @Test
    void anIdThatContradictsThePathIsRefused() {
        people.steward()
                .put("/api/v1/datasets/cat-c", "{\"id\":\"cat-d\",\"classification\":\"internal\"}")
                .expectProblem(422, "dataset.id");
        people.steward()
                .put("/api/v1/datasets/-c", "{\"classification\":\"internal\"}")
                .expectProblem(422, "dataset.id");
    }

    private String classificationSeenByTheRules(String dataset) {
        return people.auditor()
                .get("/api/v1/decisions/" + ask(dataset))
                .text("payload", "facts", "dataset", "classification");
    }

    private String ask(String dataset) {
        return people.requester()
                .post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"" + dataset + "\"}}")
                .expect(200)
                .text("context", "id");
    }
}
