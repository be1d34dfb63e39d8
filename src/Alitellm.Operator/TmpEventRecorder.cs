using Alitellm.Kubernetes.Client;
using k8s; 
using k8s.Models; namespace Alitellm.Kubernetes.Events;
public sealed class EventRecorder(KubernetesConnection c, string i, TimeProvider t, ILoggerFactory l) : IEventRecorder
{
    public void Normal(IKubernetesObject<V1ObjectMeta> regarding, string reason, string note) { _ = (c, i, t, l); }
    public void Warning(IKubernetesObject<V1ObjectMeta> regarding, string reason, string note) { }
    public async Task RunAsync(CancellationToken ct) { var o = new TaskCompletionSource(); await using var r = ct.Register(o.SetResult); await o.Task; }
}
