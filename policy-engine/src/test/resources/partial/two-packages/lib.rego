package lib
ok if input.l
