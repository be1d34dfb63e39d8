using System.Text;

namespace Alitellm.Operator.Discovery.Candidates;

/// <summary>Pure: names of objects from what sources call their things.</summary>
internal static class CandidateNames
{
    /// <summary>
    /// The nearest Kubernetes name, as the reference operator makes it: lower case, dashes for all that may not stand in one, no two dashes in a
    /// row, a letter or digit at both ends. Empty where nothing is left. Not cut: a name that is too long is not taken for another one.
    /// </summary>
    public static string Normalise(string id)
    {
        var name = new StringBuilder(id.Length);
        foreach (var c in id.ToLowerInvariant())
        {
            var kept = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '.' ? c : '-';
            if (kept != '-' || name.Length == 0 || name[^1] != '-')
            {
                name.Append(kept);
            }
        }

        return name.ToString().Trim('-', '.');
    }

    /// <summary>Of several candidates with one name the first; the others are the same thing seen twice.</summary>
    public static IReadOnlyList<Candidate> Distinct(IEnumerable<Candidate> candidates)
    {
        return [.. candidates.DistinctBy(candidate => candidate.Name, StringComparer.Ordinal)];
    }
}
