package writ.shape_test

import data.writ.fixtures_test as fixtures
import data.writ.shape

test_filled_in_text if {
	every text in ["x", " x ", "0", "null", "\u2713"] {
		shape.filled_in(text)
	}
}

test_text_that_is_not_filled_in if {
	every value in array.concat(fixtures.no_text, [" ", "\t", "\r\n", " \t\n "]) {
		not shape.filled_in(value)
	}
}

test_whole_numbers if {
	every number in [0, 1, 42, 42.0, 4294967295, 1e15, 9007199254740993] {
		shape.whole(number)
	}
}

test_numbers_that_are_not_whole if {
	every value in array.concat(fixtures.no_number, [-1, 0.5, 42.000001, -0.5, -1e308]) {
		not shape.whole(value)
	}
}
