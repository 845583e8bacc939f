-- SPDX-License-Identifier: Apache-2.0
-- Messages as an application sends them: each to another phone, with words of its own.
local headers = {
  ["Authorization"] = "Bearer " .. os.getenv("TRUNKLINE_KEY"),
  ["Content-Type"] = "application/json",
  ["Accept"] = "application/json"
}
local text = '{"to":"+1415%07d","purpose":"transactional","body":"Your table %d at %d is ready"}'
local different = 100000
local threads = 0
local requests = {}
local sent = 0

setup = function(thread)
  thread:set("number", threads)
  threads = threads + 1
end

-- Written out beforehand, so that the load takes little of the processors it shares.
init = function()
  wrk.headers["Host"] = wrk.host
  math.randomseed(os.time() + number)
  local first = math.random(0, 1400000)
  for i = first, first + different - 1 do
    local to = 5600000 + number * 1500000 + i % 1500000
    local body = string.format(text, to, i % 90 + 1, i)
    requests[#requests + 1] = wrk.format("POST", "/v1/messages", headers, body)
  end
end

request = function()
  sent = sent % different + 1
  return requests[sent]
end
