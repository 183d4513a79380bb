package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;

/** A piece at another place than its own; what is in it stays where it is. */
final class Relocated {
    private Relocated() {}

    static Piece at(Place place, Piece piece) {
        return switch (piece) {
            case Piece.Name p -> new Piece.Name(place, p.text());
            case Piece.Constant p -> new Piece.Constant(place, p.text());
            case Piece.Text p -> new Piece.Text(place, p.value(), p.written());
            case Piece.Template p -> new Piece.Template(place, p.raw(), p.parts());
            case Piece.Path p -> new Piece.Path(place, p.head(), p.steps());
            case Piece.Call p -> new Piece.Call(place, p.function(), p.args());
            case Piece.Infix p -> new Piece.Infix(place, p.operator(), p.operatorPlace(), p.operands(), p.placeless());
            case Piece.Sequence p -> new Piece.Sequence(place, p.isSet(), p.elements());
            case Piece.Entries p -> new Piece.Entries(place, p.entries());
            case Piece.Comprehension p -> new Piece.Comprehension(place, p.isArray(), p.key(), p.element(), p.body());
        };
    }
}
