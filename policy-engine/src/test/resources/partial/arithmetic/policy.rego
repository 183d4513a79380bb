package t
allow if input.a + input.b > 10
