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
  wrk.headers["Host"] = wrk.host
  local line = 0
  for text in io.lines(os.getenv("TRUNKLINE_CALLBACKS")) do
    if line % 2 == number then
      local path, form, signature, token = text:match("(%S+) (%S+) (%S+) (%S+)")
      -- Written out beforehand, so that the load takes little of the processors it shares.
      callbacks[#callbacks + 1] = wrk.format("POST", path, {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["X-Twilio-Signature"] = signature,
        ["I-Twilio-Idempotency-Token"] = token
      }, form)
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
  return callbacks[sent]
end
