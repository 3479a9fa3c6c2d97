# Caught by: works
def df_tool(params):
    import json

    for hour in range(6):
        external_apis["host_trigger_world_event"]({"event_id": "ring_bell"})
    return json.dumps({"message": "The bell will ring every hour."})
