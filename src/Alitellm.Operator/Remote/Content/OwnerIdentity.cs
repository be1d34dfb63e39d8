namespace Alitellm.Operator.Remote.Content;

/// <summary>Who we are when we look at, or mark, a LiteLLM entry.</summary>
/// <param name="Instance">The id of this installation (<c>INSTANCE_ID</c>).</param>
/// <param name="AdoptInstances">Installations whose entries we may take over (<c>ADOPT_INSTANCE_IDS</c>).</param>
/// <param name="Object"><c>namespace/name</c> of the declaring object.</param>
/// <param name="Uid">Its UID; written for people to read, never decisive.</param>
internal sealed record OwnerIdentity(string Instance, IReadOnlySet<string> AdoptInstances, string Object, string Uid)
{
    /// <summary>The marker of an entry that carries the body with this hash.</summary>
    public Marker Mark(string? hash)
    {
        return new(Marker.CurrentVersion, Instance, Object, Uid, hash);
    }
}
