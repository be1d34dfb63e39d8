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
    public const string RemoteName = "remote-name";

    public static void AddTo<TResource, TDesired, TObserved>(Informer<TResource> informer, IRemoteAdapter<TResource, TDesired, TObserved> adapter)
        where TResource : RemoteResource
        where TDesired : class, IDesiredEntry
        where TObserved : class, IObservedEntry
    {
        informer.AddIndex(Connection, resource => [ConnectionRefs.Of(resource).ToString()]);
        informer.AddIndex(Secret, resource => adapter.Secrets(resource).Select(binding => new ObjectKey(resource.Metadata.NamespaceProperty, binding.SecretRef.Name).ToString()).Distinct());
        informer.AddIndex(RemoteId, resource => new[] { resource.CommonStatus?.CommonLastRendered?.RemoteId, adapter.ChosenId(resource) }.OfType<string>().Distinct());
        informer.AddIndex(RemoteName, resource => [adapter.RemoteName(resource)]);
    }
}
