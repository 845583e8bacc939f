-- SPDX-License-Identifier: Apache-2.0
-- Callbacks as Twilio sends them, signed beforehand: a path, a form and a signature in each line.
-- Each thread takes a share of its own and stops at its end.
local threads = 0
local callbacks = {}
local sent = 0

setup = function(thread)
  thread:set("number", threads)
  threads = threads + 1
end

init = function()
  local line = 0
  for text in io.lines(os.getenv("TRUNKLINE_CALLBACKS")) do
    if line % 2 == number then
      callbacks[#callbacks + 1] = text
    end
    line = line + 1
  end
end

request = function()
  sent = sent + 1
  if sent >= #callbacks then
    wrk.thread:stop()
    sent = #callbacks
  end
  local path, form, signature = callbacks[sent]:match("(%S+) (%S+) (%S+)")
  return wrk.format("POST", path, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Twilio-Signature"] = signature
  }, form)
end
