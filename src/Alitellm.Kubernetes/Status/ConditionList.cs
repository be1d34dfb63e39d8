using k8s.Models;

namespace Alitellm.Kubernetes.Status;

/// <summary>Condition rules: <c>lastTransitionTime</c> moves only with the status value; every condition carries its generation.</summary>
public static class ConditionList
{
    public static V1Condition? Find(IEnumerable<V1Condition>? conditions, string type)
    {
        return conditions?.FirstOrDefault(condition => condition.Type == type);
    }

    /// <summary>A new list in which the condition has these values, in its old place or at the end; the given list is left alone.</summary>
    /// <param name="status">Null is <c>Unknown</c>.</param>
    /// <param name="now">Kept to whole seconds, as the API server stores it.</param>
    public static IList<V1Condition> With(IEnumerable<V1Condition>? conditions, string type, bool? status, string reason, string message, long generation, DateTime now)
    {
        List<V1Condition> result = [.. conditions ?? []];
        int index = result.FindIndex(condition => condition.Type == type);
        string value = status switch { true => "True", false => "False", null => "Unknown" };
        V1Condition next = new()
        {
            Type = type,
            Status = value,
            Reason = reason,
            Message = message,
            ObservedGeneration = generation,
            LastTransitionTime = index >= 0 && result[index].Status == value && result[index].LastTransitionTime is { } since
                ? since
                : new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Kind),
        };
        if (index < 0)
        {
            result.Add(next);
        }
        else
        {
            result[index] = next;
        }

        return result;
    }

    /// <summary>A new list without the condition.</summary>
    public static IList<V1Condition> Without(IEnumerable<V1Condition>? conditions, string type)
    {
        return [.. (conditions ?? []).Where(condition => condition.Type != type)];
    }
}
