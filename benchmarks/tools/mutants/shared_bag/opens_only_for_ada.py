# Caught by: shared
def df_tool(params):
    import json

    if params["soul_id"] != "soul_ada":
        return json.dumps({"error": "The bag is tied up."})
    external_apis["host_set_artifact_properties"](
        {"artifact_id": params["artifact_id"], "properties": {"inside": "pebble_01"}}
    )
    return json.dumps({"message": "The pebble is in the bag."})
