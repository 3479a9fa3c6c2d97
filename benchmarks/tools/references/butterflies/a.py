def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "There is no boulder here."})
    reply = json.loads(
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": "boulder", "effect_details": {"transformed": True, "form": "butterflies"}}
        )
    )
    return json.dumps({"message": "A thousand wings lift."} if reply["success"] else reply)
