namespace Alitellm.Testing.Kubernetes;

/// <summary>A change of one object: the state before (null: created) and after (null: deleted).</summary>
/// <param name="Version">Resource version of the change.</param>
/// <param name="Before">The previous version of the object.</param>
/// <param name="After">The new version of the object.</param>
/// <param name="Last">What a DELETED event shows: the last state under the version of the deletion.</param>
internal sealed record StoreEvent(long Version, StoredObject? Before, StoredObject? After, StoredObject? Last)
{
    public StoredObject Current => After ?? Last!;
}
