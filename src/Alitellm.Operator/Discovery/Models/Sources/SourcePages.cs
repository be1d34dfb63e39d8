using System.Globalization;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>Reads a list page by page to its end; a list that has none is an error and never a short list.</summary>
internal static class SourcePages
{
    public const int Max = 1000;

    /// <param name="read">Reads the page that follows what it is given; null asks for the first.</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(string source, Func<string?, Task<SourcePage<T>>> read)
    {
        var all = new List<T>();
        string? next = null;
        for (var count = 0; count < Max; count++)
        {
            var page = await read(next);
            all.AddRange(page.Items);
            if (page.Next is null)
            {
                return all;
            }

            if (page.Next == next)
            {
                throw SourceErrors.Unreachable($"{source} answers every page with the same next page");
            }

            next = page.Next;
        }

        throw SourceErrors.Unreachable(string.Create(CultureInfo.InvariantCulture, $"{source} has more than {Max} pages"));
    }
}
