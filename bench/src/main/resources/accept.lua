-- SPDX-License-Identifier: Apache-2.0
-- Messages as an application sends them: each to another phone, with words of its own.
local headers = {
  ["Authorization"] = "Bearer " .. os.getenv("TRUNKLINE_KEY"),
  ["Content-Type"] = "application/json",
  ["Accept"] = "application/json"
}
local text = '{"to":"+1415%07d","purpose":"transactional","body":"Your table %d at %d is ready"}'
local threads = 0
local sent = 0

setup = function(thread)
  thread:set("number", threads)
  threads = threads + 1
end

init = function()
  math.randomseed(os.time() + number)
  sent = math.random(0, 1400000)
end

request = function()
  sent = sent + 1
  local to = 5600000 + number * 1500000 + sent % 1500000
  return wrk.format("POST", "/v1/messages", headers, string.format(text, to, sent % 90 + 1, sent))
end
