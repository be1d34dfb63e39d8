using System.Numerics;

namespace Alitellm.Kubernetes.Leases;

/// <summary>
/// Which replica should hold which placement: rendezvous hashing with a bound on the load, so that every replica that knows the same
/// replicas comes to the same answer, a join or leave moves little, and no replica holds more than its rounded-up share.
/// </summary>
internal static class Placement
{
    public static IReadOnlyDictionary<string, string> Assign(IEnumerable<string> placements, IReadOnlyCollection<string> replicas)
    {
        string[] sorted = [.. placements.Distinct().Order(StringComparer.Ordinal)];
        int most = (sorted.Length + replicas.Count - 1) / replicas.Count;
        Dictionary<string, int> load = replicas.ToDictionary(replica => replica, _ => 0);
        Dictionary<string, string> result = [];
        var pairs = sorted
            .SelectMany(placement => replicas.Select(replica => (Placement: placement, Replica: replica, Score: Score(placement, replica))))
            .OrderByDescending(pair => pair.Score)
            .ThenBy(pair => pair.Placement, StringComparer.Ordinal)
            .ThenBy(pair => pair.Replica, StringComparer.Ordinal);
        foreach ((string placement, string replica, _) in pairs)
        {
            if (load[replica] < most && result.TryAdd(placement, replica))
            {
                load[replica]++;
            }
        }

        return result;
    }

    /// <summary>FNV-1a over both names, finished so that names with a common beginning do not score alike. The same in every process.</summary>
    private static ulong Score(string placement, string replica)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in placement + "\n" + replica)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        hash ^= BitOperations.RotateRight(hash, 29);
        hash *= 0xBF58476D1CE4E5B9;
        hash ^= hash >> 32;
        hash *= 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
