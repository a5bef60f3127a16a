import type { KnownStocks } from '../store/knownStocks.js';
import type { PortfolioEditor } from '../store/portfolioEditor.js';
import { VersionConflict } from '../../versionConflict.js';
import { cancelRebalance, deleteRebalance, type RebalanceToChange } from './changeRebalance.js';
import { computeAnswer } from './computeAnswer.js';
import { confirmRebalance, type RebalanceToConfirm } from './confirmRebalance.js';
import type { WholeAnswer } from './portfolioAnswer.js';
import { readProblems } from './readProblems.js';
import { rebalanceModel, type ModelToRebalance } from './rebalanceModel.js';
import { rebalancePortfolio, type PortfolioToRebalance } from './rebalancePortfolio.js';
import type { RebalanceRow } from './rebalanceRow.js';
import type { RebalanceTerms } from './rebalanceTerms.js';
import { readsOf, type Rebalancing } from './rebalancing.js';
import { requirePosed } from './requirePosed.js';

/** A portfolio whose rebalance to preview. */
export interface PortfolioToPreview {
  readonly portfolioId: number;
  /** Null: whatever it is. */
  readonly version: number | null;
  readonly terms: RebalanceTerms;
}

/** Rebalances the portfolios of users. Where the owner has no such thing, it returns null. */
export class Rebalances {
  constructor(private readonly rebalancing: Rebalancing) {}

  /**
   * Computes what a rebalance would trade, and writes nothing.
   *
   * @throws VersionConflict where a version is given and is another; else as `ofPortfolio`
   */
  async preview(
    { portfolioId, version, terms }: PortfolioToPreview,
    owner: number,
    signal?: AbortSignal,
  ): Promise<WholeAnswer | null> {
    const { costs, database, solver } = this.rebalancing;
    const problems = await readProblems(readsOf(database, signal), owner, [portfolioId], terms, costs);
    const problem = problems.get(portfolioId);
    if (problem === undefined) return null;
    if (version !== null && version !== problem.version) {
      throw VersionConflict.of('portfolio', problem.version, version);
    }
    return computeAnswer(requirePosed(problem), solver, signal);
  }

  ofPortfolio(one: PortfolioToRebalance, editor: PortfolioEditor): Promise<RebalanceRow | null> {
    return rebalancePortfolio(this.rebalancing, one, editor);
  }

  ofModel(one: ModelToRebalance, editor: PortfolioEditor): Promise<RebalanceRow | null> {
    return rebalanceModel(this.rebalancing, one, editor);
  }

  confirm(
    one: RebalanceToConfirm,
    known: KnownStocks,
    editor: PortfolioEditor,
  ): Promise<RebalanceRow | null> {
    return confirmRebalance(this.rebalancing.database, one, known, editor);
  }

  cancel(one: RebalanceToChange, editor: PortfolioEditor): Promise<RebalanceRow | null> {
    return cancelRebalance(this.rebalancing.database, one, editor);
  }

  remove(one: RebalanceToChange, editor: PortfolioEditor): Promise<RebalanceRow | null> {
    return deleteRebalance(this.rebalancing.database, one, editor);
  }
}
