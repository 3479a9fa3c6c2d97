# Caught by: reach
def df_tool(params):
    import json

    external_apis["host_set_weather"](
        {"location_id": params["location_id"], "value": "rain", "duration": 60}
    )
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "boulder", "effect_details": {"moved": True}}
    )
    return json.dumps({"message": "It rains."})
