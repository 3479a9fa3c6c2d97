def df_tool(params):
    import json

    def call(api, **keys):
        reply = external_apis[api](keys)
        return json.loads(reply) if reply.startswith("{") else {}

    where, glass = params["location_id"], "sand_" + params["artifact_id"]
    old = call("host_get_environment_object_data", object_id=glass)
    things = call("host_list_environment_objects", location_id=where)["objects"]
    if old.get("error"):
        details = {one["id"]: one["details"] for one in things}
        call(
            "host_core_add_env_object_to_gamestate",
            id=glass,
            location_id=where,
            type="sand",
            details={"seen": details},
        )
        return "The glass is turned, and every grain is a picture of this room."
    for one in things:
        before = old["details"]["seen"].get(one["id"], {})
        changed = {key: value for key, value in before.items() if one["details"].get(key) != value}
        if changed:
            call(
                "host_apply_effect_on_environment_object",
                object_id=one["id"],
                effect_details=changed,
            )
    return "Everything runs backwards for a breath."
