def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "There is no water here."})
    reply = json.loads(
        external_apis["host_apply_effect_on_environment_object"](
            {
                "object_id": "pool",
                "effect_details": {
                    "frozen": True,
                    "client_visual_update": {"new_color_hex": "#cfefff"},
                },
            }
        )
    )
    return json.dumps({"message": "The pool freezes."} if reply["success"] else reply)
