# Caught by: elsewhere
def df_tool(params):
    import json

    external_apis["host_apply_passing_effect"](
        {"object_id": "guard", "effect_details": {"caught": True}, "duration": 45}
    )
    return json.dumps({"message": "The snare closes."})
