using System.Text.Json;

namespace Alitellm.Operator.Discovery.Sources;

/// <summary>
/// A value in a source's answer. What is missing or of another type is a failure and never an empty list: a source that changed its answers
/// must not look like one that has nothing to offer.
/// </summary>
internal readonly struct SourceJson(string source, JsonElement value)
{
    /// <summary>The elements of the answer itself.</summary>
    public IReadOnlyList<SourceJson> Items()
    {
        return Elements(value, "list");
    }

    /// <summary>The elements of a list that must be there.</summary>
    public IReadOnlyList<SourceJson> Items(string name)
    {
        return Elements(Member(name) ?? throw Unreadable(name), name);
    }

    /// <summary>The elements of a list; none when it is absent.</summary>
    public IReadOnlyList<SourceJson> OptionalItems(string name)
    {
        return Member(name) is { } list ? Elements(list, name) : [];
    }

    /// <summary>An object; null when it is absent.</summary>
    public SourceJson? Optional(string name)
    {
        return Member(name) is { } inner ? new SourceJson(source, inner) : null;
    }

    public string Text(string name)
    {
        return OptionalText(name) ?? throw Unreadable(name);
    }

    /// <summary>Null when it is absent, null or empty.</summary>
    public string? OptionalText(string name)
    {
        return Member(name) is not { } text
            ? null
            : text.ValueKind != JsonValueKind.String ? throw Unreadable(name) : text.GetString() is { Length: > 0 } given ? given : null;
    }

    /// <summary>False when it is absent.</summary>
    public bool Flag(string name)
    {
        return Member(name)?.ValueKind switch
        {
            null or JsonValueKind.False => false,
            JsonValueKind.True => true,
            _ => throw Unreadable(name),
        };
    }

    /// <summary>This value as a string, in a list of strings.</summary>
    public string AsText()
    {
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Unreadable("string");
    }

    private IReadOnlyList<SourceJson> Elements(JsonElement list, string name)
    {
        var from = source;
        return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => new SourceJson(from, item))] : throw Unreadable(name);
    }

    private JsonElement? Member(string name)
    {
        return value.ValueKind != JsonValueKind.Object
            ? throw Unreadable(name)
            : value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
    }

    private SourceException Unreadable(string name)
    {
        return SourceErrors.Unreachable($"{source} answered with JSON of another shape: {name} is missing or of another type");
    }
}
