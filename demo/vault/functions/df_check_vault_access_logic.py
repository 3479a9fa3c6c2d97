def df_check_vault_access_logic(params):
    import json

    # No flag decides: whatever really makes a way across is enough, for as long as it does.
    way = json.loads(
        external_apis["host_path_exists"](
            {
                "location_id": "vault_approach",
                "from_landmark": "player_current_pos",
                "to_landmark": "keyhole_platform_landmark",
            }
        )
    )
    if way.get("path_exists"):
        message = "There is a way across: the keyhole is within reach."
        return json.dumps({"condition_met": True, "message": message})
    message = (
        "The keyhole stands eight paces off, beyond the chasm, and the key is in your hand. "
        "Something must make a way across first."
    )
    return json.dumps({"condition_met": False, "message": message})
