package t
allow if is_even(input.n)
is_even(n) if n % 2 == 0
