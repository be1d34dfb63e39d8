using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>What a create or an update makes of a row.</summary>
internal sealed class TeamWrites(LiteLLMWorld world)
{
    private static readonly string[] plain = ["team_alias", "organization_id", "max_budget", "soft_budget", "budget_duration", "tpm_limit", "rpm_limit", "models", "blocked", "router_settings", "access_group_ids"];

    private int modelTables;

    public TeamRow New(JsonObject body, DateTimeOffset now)
    {
        TeamFields.Check(body, create: true);
        CheckLimits(body, []);
        var given = Json.Text(body["team_id"]);
        var columns = new JsonObject
        {
            ["team_alias"] = null,
            ["organization_id"] = null,
            ["members_with_roles"] = Members(body["members_with_roles"] as JsonArray ?? []),
            ["team_member_permissions"] = body["team_member_permissions"]?.DeepClone() ?? new JsonArray("/key/generate"),
            ["metadata"] = body["metadata"]?.DeepClone() ?? new JsonObject(),
            ["models"] = new JsonArray(),
            ["max_budget"] = null,
            ["soft_budget"] = null,
            ["budget_duration"] = null,
            ["budget_reset_at"] = null,
            ["tpm_limit"] = null,
            ["rpm_limit"] = null,
            ["blocked"] = false,
            ["router_settings"] = new JsonObject(),
            ["access_group_ids"] = new JsonArray(),
            ["model_id"] = null,
            ["object_permission_id"] = null,
            ["spend"] = 0.0,
        };
        foreach (var field in plain.Where(field => body[field] is not null))
        {
            columns[field] = body[field]!.DeepClone();
        }

        Fold(body, (JsonObject)columns["metadata"]!);
        var row = new TeamRow
        {
            Id = given ?? world.NewId(),
            IdIsMinted = given is null,
            Columns = columns,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return Attach(row, body, now);
    }

    /// <summary>Only the sent fields are touched, with LiteLLM's exceptions.</summary>
    public TeamRow Change(TeamRow row, JsonObject body, DateTimeOffset now)
    {
        TeamFields.Check(body, create: false);
        if (TeamFields.Required.FirstOrDefault(field => body.ContainsKey(field) && body[field] is null) is { } missing)
        {
            throw new ReplyException(Errors.Proxy(500, $"A value is required but not set: {missing}", "internal_server_error"));
        }

        CheckLimits(body, row.Columns);
        var columns = (JsonObject)row.Columns.DeepClone();
        foreach (var field in plain.Where(body.ContainsKey))
        {
            columns[field] = body[field]?.DeepClone();
        }

        if (Json.Text(columns["organization_id"]) == "")
        {
            columns["organization_id"] = null;
        }

        // The server lays these into the metadata of the request, and starts an empty one when the request has none.
        var folds = TeamFields.InMetadata.Any(field => body[field] is not null);
        if (body["metadata"] is JsonObject sent)
        {
            columns["metadata"] = sent.DeepClone();
        }
        else if (folds)
        {
            columns["metadata"] = new JsonObject();
        }

        Fold(body, (JsonObject)columns["metadata"]!);
        return Attach(row with { Columns = columns, UpdatedAt = now }, body, now);
    }

    private TeamRow Attach(TeamRow row, JsonObject body, DateTimeOffset now)
    {
        var columns = row.Columns;
        if (body["budget_duration"] is not null)
        {
            columns["budget_reset_at"] = ModelRowWriter.Stamp(now.AddDays(1));
        }

        if (body["model_aliases"] is JsonObject aliases)
        {
            columns["model_id"] ??= ++modelTables;
            row = row with { ModelAliases = (JsonObject)aliases.DeepClone() };
        }

        if (body["object_permission"] is JsonObject permission)
        {
            columns["object_permission_id"] ??= world.NewId();
            row = row with { ObjectPermission = Granted(row.ObjectPermission, permission) };
        }

        return row;
    }

    /// <summary>Merged key by key; null and unknown keys change nothing.</summary>
    private JsonObject Granted(JsonObject? stored, JsonObject sent)
    {
        var result = (JsonObject?)stored?.DeepClone() ?? [];
        foreach (var list in TeamFields.GrantLists(world.Version))
        {
            result[list] = sent[list]?.DeepClone() ?? result[list]?.DeepClone() ?? new JsonArray();
        }

        result["mcp_tool_permissions"] = sent["mcp_tool_permissions"]?.DeepClone() ?? result["mcp_tool_permissions"]?.DeepClone();
        return result;
    }

    private void Fold(JsonObject body, JsonObject metadata)
    {
        foreach (var field in TeamFields.InMetadata.Where(field => body[field] is not null))
        {
            metadata[field] = body[field]!.DeepClone();
        }

        if (TeamFields.MemberBudget.Any(field => body[field] is not null))
        {
            metadata[TeamFields.MemberBudgetId] ??= world.NewId();
        }

        foreach (var field in TeamFields.Licensed.Where(field => body[field] is not null))
        {
            metadata[field] = body[field]!.DeepClone();
        }
    }

    private void CheckLimits(JsonObject body, JsonObject stored)
    {
        if (!world.Options.Licensed && TeamFields.Licensed.FirstOrDefault(field => body[field] is not null) is { } licensed)
        {
            throw new ReplyException(Errors.Proxy(403, $"{{'error': 'This feature is only available for LiteLLM Enterprise users: {licensed}. You must be a LiteLLM Enterprise user to use this feature.'}}"));
        }

        if (Json.Text(body["organization_id"]) is { Length: > 0 } organization)
        {
            throw new ReplyException(Errors.Proxy(500, $"Organization doesn't exist in db. Organization={organization}", "internal_server_error"));
        }

        var (budget, soft) = (Number(body, stored, "max_budget"), Number(body, stored, "soft_budget"));
        if (budget < 0 || soft < 0)
        {
            throw new ReplyException(Errors.Wrapped(400, "Budget cannot be negative"));
        }

        if (soft >= budget)
        {
            throw new ReplyException(Errors.Wrapped(400, "soft_budget must be strictly lower than max_budget"));
        }
    }

    private static decimal? Number(JsonObject body, JsonObject stored, string field)
    {
        var value = body.ContainsKey(field) ? body[field] : stored[field];
        return value is null ? null : decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The caller joins as admin; a member known by address only becomes a user with an id.</summary>
    private JsonArray Members(JsonArray sent)
    {
        var members = new JsonArray();
        foreach (var member in sent.OfType<JsonObject>())
        {
            members.Add((JsonNode)Member(Json.Text(member["user_id"]) ?? world.NewId(), Json.Text(member["user_email"]), Json.Text(member["role"]) ?? "user"));
        }

        if (members.All(member => Json.Text(member!["user_id"]) != ModelRowWriter.Admin))
        {
            members.Add((JsonNode)Member(ModelRowWriter.Admin, null, "admin"));
        }

        return members;
    }

    private static JsonObject Member(string id, string? email, string role) => new() { ["user_id"] = id, ["user_email"] = email, ["role"] = role };
}
