# Caught by: three uses
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is no lock here for this key."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chest", "effect_details": {"locked": False}}
    )
    external_apis["host_use_up_artifact"]({"artifact_id": params["artifact_id"]})
    return json.dumps({"message": "The chest opens."})
