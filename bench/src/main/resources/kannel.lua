-- SPDX-License-Identifier: Apache-2.0
-- Messages to Kannel as an application sends them: each to another phone, with words of its own.
local path = "/cgi-bin/sendsms?username=bench&password=bench&from=14155550100&to=1415%07d"
  .. "&text=Your+table+%d+at+%d+is+ready"
local threads = 0
local sent = 0

setup = function(thread)
  thread:set("number", threads)
  threads = threads + 1
end

request = function()
  sent = sent + 1
  local to = 5600000 + number * 1500000 + sent % 1500000
  return wrk.format("GET", string.format(path, to, sent % 90 + 1, sent))
end
