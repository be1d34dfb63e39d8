using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Events;

/// <summary>Writes events.k8s.io/v1 Events; repeated ones become a series. Recording never blocks and never throws.</summary>
public interface IEventRecorder
{
    void Normal(IKubernetesObject<V1ObjectMeta> regarding, string reason, string note);

    void Warning(IKubernetesObject<V1ObjectMeta> regarding, string reason, string note);
}
