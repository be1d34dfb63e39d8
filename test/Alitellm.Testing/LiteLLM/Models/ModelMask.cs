using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>What reads hide of <c>litellm_params</c>.</summary>
internal static class ModelMask
{
    private const int Shown = 4;

    private static readonly FrozenSet<string> Removed = FrozenSet.Create(
        StringComparer.Ordinal, "api_key", "client_secret", "vertex_credentials", "aws_access_key_id", "aws_secret_access_key");

    private static readonly FrozenSet<string> Segments = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "password", "secret", "key", "token", "auth", "authorization", "credential", "access", "private", "certificate", "fingerprint", "tenancy");

    /// <summary>Whether a key at the top level is left out altogether.</summary>
    public static bool IsRemoved(string key) => Removed.Contains(key);

    public static bool IsMasked(string key)
    {
        var name = key.AsSpan();
        foreach (var range in name.SplitAny('_', '-'))
        {
            if (Segments.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[range]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Keeps four characters at either end and the length; texts shorter than eight are shown in full.</summary>
    public static string Mask(string value) => value.Length < 2 * Shown
        ? value
        : string.Concat(value.AsSpan(0, Shown), new string('*', value.Length - (2 * Shown)), value.AsSpan(value.Length - Shown));

    /// <summary>Writes an object with its sensitive values masked, at every depth.</summary>
    public static void Write(Utf8JsonWriter writer, JsonObject source, bool top)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in source)
        {
            if (top && IsRemoved(key))
            {
                continue;
            }

            writer.WritePropertyName(key);
            if (value is JsonObject inner)
            {
                Write(writer, inner, top: false);
            }
            else if (IsMasked(key))
            {
                writer.WriteStringValue(Mask(Text(value)));
            }
            else
            {
                Json.Write(writer, value);
            }
        }

        writer.WriteEndObject();
    }

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => value.ToJsonString(),
    };
}
