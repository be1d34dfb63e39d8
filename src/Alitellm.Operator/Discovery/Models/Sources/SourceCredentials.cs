using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>Reads a request's credentials so that nothing unusable is sent and nothing of a value is ever told.</summary>
internal static class SourceCredentials
{
    /// <exception cref="SourceException">The key is missing, empty or cannot stand in a header.</exception>
    public static string Required(ModelSourceRequest request, string key)
    {
        return Optional(request, key) ?? throw Unusable(key, "is missing");
    }

    /// <summary>Null when the Secret has no such key.</summary>
    /// <exception cref="SourceException">The key is there but empty, or cannot stand in a header.</exception>
    public static string? Optional(ModelSourceRequest request, string key)
    {
        var value = OptionalText(request, key);
        return value is null || value.All(letter => letter is >= ' ' and < '\x7f') ? value : throw Unusable(key, "holds characters that cannot be sent");
    }

    /// <summary>A value that is read here and not sent, such as a key file.</summary>
    /// <exception cref="SourceException">The key is missing or empty.</exception>
    public static string RequiredText(ModelSourceRequest request, string key)
    {
        return OptionalText(request, key) ?? throw Unusable(key, "is missing");
    }

    /// <summary>The header of a key that is sent as a bearer token, none without a key.</summary>
    public static IEnumerable<(string Name, string Value)> Bearer(string? key)
    {
        return key is null ? [] : [("Authorization", $"Bearer {key}")];
    }

    private static string? OptionalText(ModelSourceRequest request, string key)
    {
        return !request.Credentials.TryGetValue(key, out var raw) ? null : raw.Trim() is { Length: > 0 } value ? value : throw Unusable(key, "is empty");
    }

    private static SourceException Unusable(string key, string why)
    {
        return new(SourceFailure.InvalidConfig, $"the credentials cannot be used: {key} {why}");
    }
}
