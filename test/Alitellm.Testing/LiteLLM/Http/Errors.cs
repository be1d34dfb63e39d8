using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The three error shapes of the admin API, and the framework's own answers.</summary>
internal static class Errors
{
    /// <summary>First shape: <c>{"error":{"message","type","param","code"}}</c>, the code being a string.</summary>
    public static Reply Proxy(int status, string message, string type = "auth_error", string param = "None")
        => Reply.Json(status, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = message,
                ["type"] = type,
                ["param"] = param,
                ["code"] = status.ToString(CultureInfo.InvariantCulture),
            },
        });

    /// <summary>First shape around a Python rendering of the second, as handlers give that wrap their own exceptions.</summary>
    public static Reply Wrapped(int status, string message, string type = "auth_error")
        => Proxy(status, $"{{'error': '{message}'}}", type);

    /// <summary>Second shape with an object: <c>{"detail":{"error":"…"}}</c>.</summary>
    public static Reply Detail(int status, string message)
        => Reply.Json(status, new JsonObject { ["detail"] = new JsonObject { ["error"] = message } });

    /// <summary>Second shape with a plain string.</summary>
    public static Reply PlainDetail(int status, string message) => Reply.Json(status, new JsonObject { ["detail"] = message });

    /// <summary>Third shape: what the framework says about one invalid field.</summary>
    public static Reply Invalid(string type, string message, JsonNode? input, params ReadOnlySpan<string> location)
    {
        var path = new JsonArray();
        foreach (var part in location)
        {
            path.Add((JsonNode)part);
        }

        return Reply.Json(422, new JsonObject
        {
            ["detail"] = new JsonArray(new JsonObject
            {
                ["type"] = type,
                ["loc"] = path,
                ["msg"] = message,
                ["input"] = input?.DeepClone(),
            }),
        });
    }

    public static Reply Missing(JsonNode? input, params ReadOnlySpan<string> location) => Invalid("missing", "Field required", input, location);

    /// <summary>What the framework answers when a handler fails unexpectedly: text, not JSON.</summary>
    public static Reply Bare500 { get; } = Reply.PlainText(500, "Internal Server Error");

    public static Reply NotFound { get; } = PlainDetail(404, "Not Found");

    public static Reply MethodNotAllowed { get; } = PlainDetail(405, "Method Not Allowed");

    public static Reply MalformedJson { get; } = Reply.Json(422, new JsonObject
    {
        ["detail"] = new JsonArray(new JsonObject
        {
            ["type"] = "json_invalid",
            ["loc"] = new JsonArray("body", 0),
            ["msg"] = "JSON decode error",
            ["input"] = new JsonObject(),
            ["ctx"] = new JsonObject { ["error"] = "Expecting value" },
        }),
    });
}
