using System.Text.Json.Nodes;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

/// <summary>What the scenarios that every kind must pass need to know of one kind. LiteLLM is seen and edited through its own API.</summary>
internal abstract class KindCase
{
    public abstract string Kind { get; }

    /// <summary>A spec as the inside of a YAML flow mapping.</summary>
    public abstract string Spec { get; }

    /// <summary><see cref="Spec"/> with another value of a field.</summary>
    public abstract string Edited { get; }

    /// <summary><see cref="Edited"/> with a field less.</summary>
    public abstract string Reduced { get; }

    /// <summary>Whether an object always finds an entry, because what it declares is part of a whole that is never absent.</summary>
    public virtual bool IsAlwaysThere => false;

    /// <summary>Fits a spec to an object.</summary>
    public virtual string For(string name, string spec) => spec;

    /// <summary>LiteLLM's entries of a name.</summary>
    public abstract Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name);

    public abstract bool ShowsSpec(JsonObject entry);

    public abstract bool ShowsEdited(JsonObject entry);

    public abstract bool ShowsReduced(JsonObject entry);

    /// <summary>Changes by hand what <see cref="ShowsSpec"/> looks at.</summary>
    public abstract Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry);

    public abstract Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry);

    /// <summary>Makes an entry of that name that differs from <see cref="Spec"/>.</summary>
    public abstract Task CreateByHandAsync(LiteLLMAdmin admin, string name);

    /// <summary>An entry without what moves by itself.</summary>
    public virtual string Still(JsonObject entry)
    {
        var copy = entry.DeepClone().AsObject();
        foreach (var name in (string[])["created_at", "updated_at"])
        {
            copy.Remove(name);
            (copy["model_info"] as JsonObject)?.Remove(name);
        }

        return copy.ToJsonString();
    }

    public override string ToString() => Kind;

    protected static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
