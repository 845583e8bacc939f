-- What an event asks of an endpoint, and nothing else.
CREATE TRIGGER webhook_endpoints_hear AFTER INSERT ON webhook_endpoints
  FOR EACH ROW EXECUTE FUNCTION audience_has_changed();
CREATE TRIGGER webhook_endpoints_hear_otherwise
  AFTER UPDATE OF status, types, ordered ON webhook_endpoints
  FOR EACH ROW
  WHEN (OLD.status <> NEW.status OR OLD.types <> NEW.types OR OLD.ordered <> NEW.ordered)
  EXECUTE FUNCTION audience_has_changed();
