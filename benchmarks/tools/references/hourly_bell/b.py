def df_tool(params):
    import json

    bell = json.loads(external_apis["host_get_environment_object_data"]({"object_id": "bell"}))
    event = bell["details"]["event"]
    hours = [3600.0 * (6 - number) for number in range(6)]
    made = [
        json.loads(
            external_apis["host_schedule_event"](
                {
                    "event_id": event,
                    "after_seconds": seconds,
                    "event_params": {"by": params["artifact_id"]},
                }
            )
        )
        for seconds in hours
    ]
    return "Tick." if all(one["success"] for one in made) else json.dumps({"error": "It jams."})
