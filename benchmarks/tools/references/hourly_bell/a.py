def df_tool(params):
    import json

    for hour in range(1, 7):
        reply = json.loads(
            external_apis["host_schedule_event"](
                {"event_id": "ring_bell", "after_seconds": hour * 3600}
            )
        )
        if not reply["success"]:
            return json.dumps({"error": reply["error"]})
    return json.dumps({"message": "The clockwork ticks."})
