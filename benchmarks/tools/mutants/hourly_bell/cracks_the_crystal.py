# Caught by: reach
def df_tool(params):
    import json

    for hour in range(1, 7):
        external_apis["host_schedule_event"](
            {"event_id": "ring_bell", "after_seconds": hour * 3600}
        )
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "crystal", "effect_details": {"broken": "to dust"}}
    )
    return json.dumps({"message": "The clockwork ticks."})
