package dev.writ.roomfixture.room;

import dev.writ.roomfixture.other.Neighbour;
import org.springframework.stereotype.Repository;

/** Breaks two rules: it is public, and it is part of a cycle of rooms. */
@Repository
public class PublicRepository {
    public Neighbour neighbour() {
        return new Neighbour(this);
    }
}
