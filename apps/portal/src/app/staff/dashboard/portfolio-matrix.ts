import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Dashboard } from '@countersign/api-types';
import { message } from '../../language/message';
import { LEVEL_WORDS, RATINGS, TIER_WORDS, TIERS } from '../../ui/words';

/** Vendors by tier (rows) and rating (columns); every number leads to the list behind it. */
@Component({
  selector: 'cs-portfolio-matrix',
  imports: [RouterLink],
  templateUrl: './portfolio-matrix.html',
  styleUrl: './portfolio-matrix.scss',
})
export class PortfolioMatrix {
  readonly cells = input.required<Dashboard['vendors']['byTierAndRating']>();
  readonly total = input.required<number>();

  protected readonly ratings = RATINGS;
  protected readonly ratingWords = LEVEL_WORDS;
  protected readonly rows = computed(() =>
    TIERS.map((tier) => ({
      tier,
      text: TIER_WORDS[tier],
      label: message(
        $localize`:@@portfolio-matrix.vendors-of-tier:{n, plural, one {# vendor} other {# vendors}} in {tier}`,
        {
          n: this.#sum((cell) => cell.tier === tier),
          tier: TIER_WORDS[tier],
        },
      ),
      total: this.#sum((cell) => cell.tier === tier),
      cells: RATINGS.map((rating) => {
        const amount = this.#sum((cell) => cell.tier === tier && cell.rating === rating);
        const words = message(
          $localize`:@@portfolio-matrix.vendors-of-tier-and-rating:{n, plural, one {# vendor} other {# vendors}}, {tier}, rating {rating}`,
          {
            n: amount,
            tier: TIER_WORDS[tier],
            rating: LEVEL_WORDS[rating].toLowerCase(),
          },
        );
        return { rating, amount, words };
      }),
    })),
  );

  protected readonly inAll = computed(() =>
    message($localize`:@@portfolio-matrix.in-all:{n, plural, one {One vendor} other {# vendors}} in all`, {
      n: this.total(),
    }),
  );

  #sum(fits: (cell: Dashboard['vendors']['byTierAndRating'][number]) => boolean): number {
    return this.cells()
      .filter(fits)
      .reduce((sum, cell) => sum + cell.count, 0);
  }
}
