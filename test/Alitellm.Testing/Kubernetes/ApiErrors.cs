using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Builds the failures of the API machinery with its own words and shapes.</summary>
internal static class ApiErrors
{
    public static ApiStatusException NotFound(ResourceType type, string name) =>
        Create(404, "NotFound", $"{type.QualifiedName} \"{name}\" not found", Details(type.Group, type.Plural, name));

    public static ApiStatusException PathNotFound() =>
        new(Create(404, "NotFound", "404 page not found", null).Status) { IsUnknownPath = true };

    public static ApiStatusException AlreadyExists(ResourceType type, string name) =>
        Create(409, "AlreadyExists", $"{type.QualifiedName} \"{name}\" already exists", Details(type.Group, type.Plural, name));

    public static ApiStatusException Conflict(ResourceType type, string name, string why) =>
        Create(409, "Conflict", $"Operation cannot be fulfilled on {type.QualifiedName} \"{name}\": {why}", Details(type.Group, type.Plural, name));

    public static ApiStatusException Modified(ResourceType type, string name) =>
        Conflict(type, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiStatusException ApplyConflict(IReadOnlyList<(string Manager, string Message, string Field)> conflicts)
    {
        var causes = new JsonArray();
        foreach (var (_, message, field) in conflicts)
        {
            causes.Add(new JsonObject { ["reason"] = "FieldManagerConflict", ["message"] = message, ["field"] = field });
        }

        var byManager = conflicts.GroupBy(c => c.Message, c => c.Field).ToList();
        var text = byManager.Count == 1 && conflicts.Count == 1
            ? $"{byManager[0].Key}: {conflicts[0].Field}"
            : string.Join('\n', byManager.Select(g => $"{Plural(g.Key, g.Count())}:\n{string.Join('\n', g.Select(f => "- " + f))}"));
        var noun = conflicts.Count == 1 ? "conflict" : "conflicts";
        return Create(409, "Conflict", $"Apply failed with {conflicts.Count} {noun}: {text}", new JsonObject { ["causes"] = causes });
    }

    public static ApiStatusException Invalid(ResourceType type, string name, IReadOnlyList<FieldError> errors) =>
        Invalid(type.Group, type.Kind, name, errors);

    public static ApiStatusException Invalid(string group, string kind, string name, IReadOnlyList<FieldError> errors)
    {
        var causes = new JsonArray();
        foreach (var error in errors)
        {
            causes.Add(new JsonObject { ["reason"] = error.Reason, ["message"] = error.Message, ["field"] = error.Field });
        }

        var details = Details(group, kind, name);
        details["causes"] = causes;
        var qualified = group.Length == 0 ? kind : $"{kind}.{group}";
        var text = errors.Count == 1 ? errors[0].ToString() : $"[{string.Join(", ", errors)}]";
        return Create(422, "Invalid", $"{qualified} \"{name}\" is invalid: {text}", details);
    }

    public static ApiStatusException BadRequest(string message) => Create(400, "BadRequest", message, null);

    public static ApiStatusException Unprocessable(string message) => Create(422, "Invalid", message, []);

    public static ApiStatusException Forbidden(ResourceType type, string name, string why) =>
        Create(403, "Forbidden", $"{type.QualifiedName} \"{name}\" is forbidden: {why}", Details(type.Group, type.Plural, name));

    public static ApiStatusException MethodNotAllowed() =>
        Create(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static ApiStatusException NotAcceptable() =>
        Create(406, "NotAcceptable", "only the following media types are accepted: application/json", null);

    public static ApiStatusException UnsupportedMediaType(IEnumerable<string> accepted) => Create(
        415,
        "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}",
        null);

    public static ApiStatusException Expired(string message) => Create(410, "Expired", message, null);

    public static ApiStatusException TooLargeVersion(long asked, long current) => Create(
        504,
        "Timeout",
        $"Timeout: Too large resource version: {asked}, current: {current}",
        new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject
            {
                ["reason"] = "ResourceVersionTooLarge",
                ["message"] = "Too large resource version",
            }),
            ["retryAfterSeconds"] = 1,
        });

    public static ApiStatusException Create(int code, string reason, string message, JsonObject? details)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
        };
        if (reason.Length > 0)
        {
            status["reason"] = reason;
        }

        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return new ApiStatusException(status);
    }

    private static string Plural(string blame, int count) =>
        count == 1 ? blame : blame.Replace("conflict with", "conflicts with", StringComparison.Ordinal);

    private static JsonObject Details(string group, string kind, string name)
    {
        var details = new JsonObject();
        if (name.Length > 0)
        {
            details["name"] = name;
        }

        if (group.Length > 0)
        {
            details["group"] = group;
        }

        details["kind"] = kind;
        return details;
    }
}
