using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Teams the way each kind of answer shows them.</summary>
internal static class TeamWriter
{
    /// <summary>The answer of a write: the model aliases show, the grants do not.</summary>
    public static JsonObject Written(TeamRow row)
    {
        var shown = Flat(row);
        shown["litellm_model_table"] = row.ModelAliases is { } aliases ? new JsonObject { ["model_aliases"] = aliases.DeepClone() } : null;
        return shown;
    }

    /// <summary>An entry of the paged list: neither grants nor model aliases.</summary>
    public static JsonObject Flat(TeamRow row)
    {
        var shown = new JsonObject { ["team_id"] = row.Id };
        foreach (var (column, value) in row.Columns)
        {
            shown[column] = value?.DeepClone();
        }

        shown["object_permission"] = null;
        shown["litellm_model_table"] = null;
        shown["created_at"] = ModelRowWriter.Stamp(row.CreatedAt);
        shown["updated_at"] = ModelRowWriter.Stamp(row.UpdatedAt);
        return shown;
    }

    /// <summary>The answer of <c>/team/info</c>: grants, keys and memberships, no model aliases.</summary>
    public static JsonObject Info(TeamRow row)
    {
        var team = Flat(row);
        if (row.ObjectPermission is { } permission)
        {
            var shown = (JsonObject)permission.DeepClone();
            shown["object_permission_id"] = row.Columns["object_permission_id"]?.DeepClone();
            team["object_permission"] = shown;
        }

        team["team_member_budget_table"] = null;
        return new JsonObject { ["team_id"] = row.Id, ["team_info"] = team, ["keys"] = new JsonArray(), ["team_memberships"] = new JsonArray() };
    }

    /// <summary>An entry of the unpaged list: model aliases, keys and memberships.</summary>
    public static JsonObject Listed(TeamRow row)
    {
        var shown = Written(row);
        shown["keys"] = new JsonArray();
        shown["team_memberships"] = new JsonArray();
        return shown;
    }
}
