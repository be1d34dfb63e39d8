using k8s.Models;

namespace Alitellm.Kubernetes.Status;

/// <summary>Condition rules: <c>lastTransitionTime</c> moves only with the status value; every condition carries its generation.</summary>
public static class ConditionList
{
    public static V1Condition? Find(IEnumerable<V1Condition>? conditions, string type) => throw new NotImplementedException();

    /// <summary>A new list in which the condition has these values; the given list is left alone.</summary>
    public static IList<V1Condition> With(IEnumerable<V1Condition>? conditions, string type, bool? status, string reason, string message, long generation, DateTime now) => throw new NotImplementedException();

    /// <summary>A new list without the condition.</summary>
    public static IList<V1Condition> Without(IEnumerable<V1Condition>? conditions, string type) => throw new NotImplementedException();
}
