# Caught by: every hour
def df_tool(params):
    import json

    external_apis["host_get_environment_object_data"]({"object_id": "bell"})
    external_apis["host_schedule_event"]({"event_id": "ring_the_bell", "after_seconds": 3600})
    return json.dumps({"message": "The bell will ring every hour."})
