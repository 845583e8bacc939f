-- SPDX-License-Identifier: Apache-2.0
-- Messages.create as an SDK sends it, to ever new recipients.
local account = "AC11111111111111111111111111111111"
local path = "/2010-04-01/Accounts/" .. account .. "/Messages.json"
local headers = {
  -- That SID and the token 11111111111111111111111111111111.
  ["Authorization"] = "Basic QUMxMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMToxMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMQ==",
  ["Content-Type"] = "application/x-www-form-urlencoded",
  ["Accept"] = "application/json"
}
local sent = 0

request = function()
  sent = sent + 1
  local to = string.format("%%2B1415556%04d", sent % 10000)
  return wrk.format("POST", path, headers, "To=" .. to .. "&From=%2B14155550100&Body=Your+table+is+ready")
end
