def df_user_ray(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "There is no water here to freeze."})
    reply = json.loads(
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": "pool", "effect_details": {"frozen": True}}
        )
    )
    return json.dumps({"message": "The pool freezes over."} if reply["success"] else reply)
