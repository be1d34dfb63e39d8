namespace Alitellm.Operator.Remote.References;

/// <summary>An entry of another kind that a body names by id.</summary>
/// <param name="Kind">The Kubernetes kind of the other object.</param>
/// <param name="Name">Its name, its name in LiteLLM, or a tag.</param>
/// <param name="MissingReason">The Ready reason while it is not there.</param>
internal sealed record Reference(string Kind, string Name, string MissingReason)
{
    /// <summary>All objects that carry the tag; none is an answer too.</summary>
    public bool ByTag { get; init; }

    /// <summary>Whether the body can be rendered without it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The value objects are indexed by, so that they are found from what they refer to.</summary>
    public string Key => ByTag ? KeyOfTag(Kind, Name) : KeyOfName(Kind, Name);

    public static string KeyOfName(string kind, string name)
    {
        return $"{kind}/{name}";
    }

    public static string KeyOfTag(string kind, string tag)
    {
        return $"{kind}#{tag}";
    }
}
