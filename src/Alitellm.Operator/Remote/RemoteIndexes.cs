using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Informers;

namespace Alitellm.Operator.Remote;

/// <summary>How the objects of a kind are found from what they depend on.</summary>
internal static class RemoteIndexes
{
    public const string Connection = "connection";
    public const string Secret = "secret";
    public const string RemoteId = "remote-id";
    public const string Claim = "claim";
    public const string Tag = "tag";

    /// <summary>By what an object refers to.</summary>
    public const string Reference = "reference";

    /// <summary>By the kinds an object refers to, per Connection.</summary>
    public const string ReferencedKind = "referenced-kind";

    public static void AddTo<TResource, TDesired, TObserved>(Informer<TResource> informer, IRemoteAdapter<TResource, TDesired, TObserved> adapter)
        where TResource : RemoteResource
        where TDesired : class, IDesiredEntry
        where TObserved : class, IObservedEntry
    {
        informer.AddIndex(Connection, resource => [ConnectionRefs.Of(resource).ToString()]);
        informer.AddIndex(Secret, resource => adapter.Secrets(resource).Select(binding => new ObjectKey(resource.Metadata.NamespaceProperty, binding.SecretRef.Name).ToString()).Distinct());
        informer.AddIndex(RemoteId, resource => resource.CommonStatus?.CommonLastRendered?.RemoteId is { } id ? [id] : []);
        informer.AddIndex(Claim, resource => adapter.Claims(resource).Distinct());
        informer.AddIndex(Tag, resource => adapter.Tags(resource).Distinct());
        if (adapter.Kind.ReferencedKinds.Count > 0)
        {
            informer.AddIndex(Reference, resource => adapter.References(resource).Select(reference => reference.Key).Distinct());
            informer.AddIndex(ReferencedKind, resource => adapter.References(resource).Select(reference => KeyOf(reference.Kind, ConnectionRefs.Of(resource))).Distinct());
        }
    }

    public static string KeyOf(string kind, ObjectKey connection)
    {
        return $"{kind}@{connection}";
    }
}
