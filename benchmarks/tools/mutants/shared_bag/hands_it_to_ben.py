# Caught by: works
def df_tool(params):
    import json

    external_apis["host_give_artifact_to_soul"]({"soul_id": "soul_ben", "artifact_id": "pebble_01"})
    return json.dumps({"message": "The pebble is in the bag."})
